/** Turns what a lens leads to into places that VS Code can show: the server speaks in the protocol's values. */
import { Location, Position, Range, Uri } from 'vscode';
import type { CodeLens } from 'vscode';
import type {
  Location as ProtocolLocation,
  Middleware,
  Position as ProtocolPosition,
} from 'vscode-languageclient/node';

/** What the server is told to call; VS Code wants values of its own for it. */
export const showReferencesCommand = 'editor.action.showReferences';

export const resolveCodeLens: NonNullable<Middleware['resolveCodeLens']> = async (lens, token, next) => {
  const resolved = await next(lens, token);
  return resolved && withOwnValues(resolved);
};

function withOwnValues(lens: CodeLens): CodeLens {
  if (lens.command?.command === showReferencesCommand) {
    const [uri, position, locations] = lens.command.arguments as [string, ProtocolPosition, ProtocolLocation[]];
    lens.command.arguments = [Uri.parse(uri), toPosition(position), locations.map(toLocation)];
  }
  return lens;
}

function toLocation({ uri, range }: ProtocolLocation): Location {
  return new Location(Uri.parse(uri), new Range(toPosition(range.start), toPosition(range.end)));
}

function toPosition({ line, character }: ProtocolPosition): Position {
  return new Position(line, character);
}
