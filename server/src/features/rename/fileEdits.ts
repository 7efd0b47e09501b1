import type { Result } from '../../base/result';
import { applyEdits, type TextEdit } from '../../base/textEdit';
import type { EditRefusal } from '../../yaml/editRefusal';
import { replaceName, type NameEdit, type NamePlace } from '../../yaml/editName';
import type { YamlDocument, YamlFile } from '../../yaml/node';
import { readYaml } from '../../yaml/read';

/** Edits of several files, each character of them changed once. Texts come from outside, since the engine reads none. */
export class FileEdits {
  private readonly edits = new Map<string, Map<string, TextEdit>>();
  private readonly trees = new Map<string, YamlFile>();

  constructor(private readonly read: (file: string) => string | undefined) {}

  textOf(file: string): string {
    return this.read(file) ?? '';
  }

  yamlOf(file: string): YamlFile {
    let yaml = this.trees.get(file);
    if (!yaml) this.trees.set(file, (yaml = readYaml(this.textOf(file))));
    return yaml;
  }

  /** What would change for a name to be another, without changing it yet. */
  prepare(
    file: string,
    document: YamlDocument,
    place: NamePlace,
    from: string,
    to: string,
  ): Result<NameEdit, EditRefusal> {
    return replaceName(this.textOf(file), this.yamlOf(file), document, place, from, to);
  }

  add(file: string, edit: TextEdit): void {
    const edits = this.edits.get(file) ?? new Map<string, TextEdit>();
    edits.set(`${edit.span.start}-${edit.span.end}`, edit);
    this.edits.set(file, edits);
  }

  /** The edits of each file, files and edits in order. */
  finish(): ReadonlyMap<string, readonly TextEdit[]> {
    return new Map(
      [...this.edits]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([file, edits]) => [file, [...edits.values()].sort((a, b) => a.span.start - b.span.start)]),
    );
  }

  /** The text of a file after its edits. */
  after(file: string): string {
    return applyEdits(this.textOf(file), [...(this.edits.get(file)?.values() ?? [])]);
  }

  /** The files that change. */
  files(): readonly string[] {
    return [...this.edits.keys()];
  }
}
