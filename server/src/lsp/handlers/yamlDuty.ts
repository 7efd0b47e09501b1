import { jsonSchemaText, withDescriptions } from '../../features/jsonSchema';
import { dataFile } from '../../node/dataFile';
import { schemaFolder } from '../../node/schemaFolder';
import {
  jsonSchemaRequest,
  yamlDutyNotification,
  type JsonSchemaParams,
  type JsonSchemaResult,
  type YamlDuty,
} from '../../protocol';
import type { Server } from '../server';

/** Getting along with another language server for YAML. */
export function registerYamlDuty(server: Server): void {
  server.connection.onNotification(yamlDutyNotification, (duty: YamlDuty) => server.setDuty(duty));

  server.connection.onRequest(
    jsonSchemaRequest,
    async ({ uri, kinds }: JsonSchemaParams): Promise<JsonSchemaResult> => {
      const session = await server.sessionOf(uri);
      if (!session) return { schema: '{}' };
      if (kinds === null) return { schema: JSON.stringify(withDescriptions(dataFile(schemaFolder(), 'config.json'))) };
      const { view } = session.repository;
      return { schema: jsonSchemaText(kinds.map((kind) => server.schemas.sourceOf(view, kind)?.schema)) };
    },
  );
}
