/**
 * Getting along with redhat.vscode-yaml, which knows nothing of OpenChoreo and would look for its schemas elsewhere: it is
 * given a schema that allows everything, or on request the kinds' own, and our server leaves to it what it does itself.
 */
import { Disposable, extensions, Uri, workspace } from 'vscode';
import type { LogOutputChannel, TextDocument } from 'vscode';
import { jsonSchemaRequest, yamlDutyNotification } from '../../server/src/protocol';
import type { JsonSchemaParams, JsonSchemaResult, YamlDuty } from '../../server/src/protocol';
import type { LanguageServer } from './server/languageServer';
import { yamlSharingSetting } from './settings';
import { configurationFile, schemaScheme, schemaUriFor, schemaWanted, yamlDuty } from './yamlDocuments';
import type { YamlSharing } from './yamlDocuments';

const extensionId = 'redhat.vscode-yaml';

/** What the YAML extension gives to others. */
interface YamlExtensionApi {
  registerContributor?(
    scheme: string,
    requestSchema: (uri: string) => string | undefined,
    requestSchemaContent: (uri: string) => string | Promise<string>,
    // With it our schema alone would count, also in files that hold other manifests besides.
    label?: string,
  ): boolean;
}

/** What our server does about YAML in this window, as things stand. */
export function currentYamlDuty(): YamlDuty {
  return yamlDuty(yamlSharingSetting(), {
    active: extensions.getExtension(extensionId) !== undefined,
    validates: workspace.getConfiguration('yaml').get<boolean>('validate') ?? true,
  });
}

/** Contributes the schemas, now or as soon as the YAML extension is there, and tells the server what is left to it. */
export function shareYaml(server: LanguageServer, log: LogOutputChannel): Disposable {
  let contributed = false;
  const contribute = async (): Promise<void> => {
    const extension = extensions.getExtension<YamlExtensionApi>(extensionId);
    if (contributed || !extension) {
      return;
    }
    contributed = true;
    const api = await extension.activate();
    api.registerContributor?.(schemaScheme, requestSchema, (uri) => schemaContent(server, uri));
  };
  const start = (): void => {
    contribute().catch((error: unknown) => log.warn(`${extensionId}: ${String(error)}`));
  };
  const tell = (): void => server.notify(yamlDutyNotification, currentYamlDuty());
  start();
  // Names the platform version and the CRDs, and with them the schemas.
  const configuration = workspace.createFileSystemWatcher(`**/${configurationFile}`);
  const renew = (): void => {
    generation++;
  };
  return Disposable.from(
    configuration,
    configuration.onDidChange(renew),
    configuration.onDidCreate(renew),
    configuration.onDidDelete(renew),
    extensions.onDidChange(() => {
      start();
      tell();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('openchoreoGitops.yamlExtension') || event.affectsConfiguration('yaml.validate')) {
        tell();
      }
    }),
  );
}

/** Of the schemas: the YAML extension keeps what it was given under a URI, and cannot be told to ask again. */
let generation = 0;

interface Answer {
  readonly version: number;
  readonly sharing: YamlSharing;
  readonly generation: number;
  readonly uri: string | undefined;
}

const answered = new WeakMap<TextDocument, Answer>();

/** Asked with every look at any YAML file, so the answer for a text is kept. */
function requestSchema(resource: string): string | undefined {
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === resource);
  if (document?.uri.scheme !== 'file') {
    return undefined;
  }
  const sharing = yamlSharingSetting();
  const known = answered.get(document);
  if (known?.version === document.version && known.sharing === sharing && known.generation === generation) {
    return known.uri;
  }
  const uri = schemaUriFor(document.uri.path, document.getText(), sharing, generation);
  answered.set(document, { version: document.version, sharing, generation, uri });
  return uri;
}

/** Never empty: the YAML extension would report that as an error of the file. */
async function schemaContent(server: LanguageServer, uri: string): Promise<string> {
  const wanted = schemaWanted(uri);
  if (!wanted) {
    return '{}';
  }
  try {
    const params: JsonSchemaParams = { uri: Uri.file(wanted.path).toString(), kinds: wanted.kinds };
    const { schema } = await server.request<JsonSchemaResult>(jsonSchemaRequest, params);
    return schema;
  } catch {
    // The server has said in the log what ails it.
    return '{}';
  }
}
