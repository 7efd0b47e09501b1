import { t, translated } from '../../base/l10n';
import { parameterSchemaAt } from '../../analysis/parameters';
import { schemaAt } from '../../analysis/schema/schemaAt';
import type { Path } from '../../base/path';
import { escapeMarkdown, fieldMarkdown, fixedSentence } from '../fieldText';
import { platformKey, platformKeyMarkdown } from '../platformKeys';
import { summaryMarkdown, type SummaryContext } from '../summary/summary';
import type { DocumentationKey, ManifestKey } from './item';
import { PARAMETER_SCHEMA } from './parameterKeywords';
import type { LanguageServices } from './scope';

type By<K extends DocumentationKey['of']> = Extract<DocumentationKey, { of: K }>;
type Context = LanguageServices & SummaryContext;

/** What there is to tell of an entry, as Markdown; undefined when what it stood for is gone. */
export function documentationOf(context: Context, key: DocumentationKey): string | undefined {
  const tell = DOCUMENTATION[key.of] as (context: Context, key: DocumentationKey) => string | undefined;
  return tell(context, key);
}

const DOCUMENTATION: { readonly [K in DocumentationKey['of']]: (context: Context, key: By<K>) => string | undefined } =
  {
    text: (_, { text }) => text,
    field: (context, { kind, path }) => kindField(context, kind, path),
    parameter: (context, { holder, schemaPath, path }) => {
      const manifest = findManifest(context, holder);
      const node = manifest && parameterSchemaAt(manifest, schemaPath)?.node;
      const info = node && schemaAt(node, path);
      const schemaOf = manifest && `${manifest.kind.kind} ${manifest.name}`;
      return info && schemaOf ? fieldMarkdown({ name: nameOf(path), info, schemaOf }) : undefined;
    },
    manifest: (context, { manifest }) => {
      const found = findManifest(context, manifest);
      return found && summaryMarkdown(context, found);
    },
    kind: ({ schemas, view }, { kind }) => {
      const description = schemas.sourceOf(view, kind)?.schema.description;
      return description && translated(description);
    },
    'platform-key': ({ platformKeys }, { section, kind, key }) => {
      const entry = platformKey(platformKeys, section, kind, key);
      return entry && platformKeyMarkdown(entry);
    },
    config: ({ configSchema }, { path }) => {
      const info = schemaAt(configSchema, path);
      return info && fieldMarkdown({ name: nameOf(path), info });
    },
  };

/** The documentation of a field of a kind, keywords of parameter schemas included. */
export function kindField({ schemas, view }: LanguageServices, kind: string, path: Path): string | undefined {
  const schema = path.indexOf('openAPIV3Schema');
  if (schema >= 0 && schema < path.length - 1) {
    const info = schemaAt(PARAMETER_SCHEMA, path.slice(schema + 1));
    return info && fieldMarkdown({ name: nameOf(path), info });
  }
  const source = schemas.sourceOf(view, kind);
  const info = source && schemaAt(source.schema, path);
  if (!source || !info || (info.open && info.description === undefined)) return undefined;
  const fixed = fixedSentence(source.schema, path);
  return fieldMarkdown({ name: nameOf(path), info, ...(fixed !== undefined && { fixed }) });
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? t`item of ${escapeMarkdown(nameOf(path.slice(0, -1)))}` : (last ?? '');
}

function findManifest({ view }: LanguageServices, { kind, namespace, name }: ManifestKey) {
  return view.find(kind, namespace ?? undefined, name);
}
