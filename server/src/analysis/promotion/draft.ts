import { t } from '../../base/l10n';
import { dirname } from '../../base/filePath';
import { applyEdits, type TextEdit } from '../../base/textEdit';
import type { Result } from '../../base/result';
import type { FileLine, Plan, PlanItem, PlanMessage, PlannedFile } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import { setScalar, type EditRefusal } from '../../yaml/edit';
import type { YamlDocument, YamlFile } from '../../yaml/node';
import { readYaml } from '../../yaml/read';
import type { Checker } from '../checker';
import type { Owner } from '../owners';
import type { ReleaseHistory } from '../pins';
import { pathOf } from '../values';
import type { CurrentRelease } from './chooseRelease';
import { wouldBreak, type Origin } from './wouldBreak';

/** What a plan is made from. The text of files comes from outside, since the engine reads none. */
export interface PlanContext {
  readonly repository: Repository;
  readonly checker: Checker;
  /** The text of any file of the repository, of foreign ones too; undefined where there is none. */
  readonly textOf: (file: string) => string | undefined;
  readonly history?: ReleaseHistory;
  /**
   * What a plan says of the repository as it would be: its new errors, or also how many problems there are, or nothing,
   * where only the plan's items are of interest.
   */
  readonly checking?: 'errors' | 'counts' | 'nothing';
  /** The release that equals an owner's current state, for root environments. */
  readonly currentRelease?: (owner: Owner, environment: string) => CurrentRelease | undefined;
}

/** Why a change cannot be made in a text. */
export interface DraftRefusal {
  readonly code: string;
  readonly message: string;
}

/** What a plan is becoming: the texts so far, several edits of one file on top of each other. */
export class Draft {
  readonly items: PlanItem[] = [];
  readonly notes: string[] = [];
  private readonly warnings: PlanMessage[] = [];
  private readonly after = new Map<string, string>();
  private readonly madeFrom = new Map<string, readonly Origin[]>();
  private folders: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(readonly context: PlanContext) {}

  textOf(file: string): string | undefined {
    return this.after.get(file) ?? this.context.textOf(file);
  }

  /** @param madeFrom what a new file takes its content from, and with it their errors. */
  write(file: string, text: string, madeFrom: readonly Origin[] = []): void {
    this.after.set(file, text);
    if (madeFrom.length > 0) this.madeFrom.set(file, madeFrom);
  }

  warn(message: PlanMessage): void {
    // Forty components into one environment need its review said once.
    if (!this.warnings.some((known) => known.message === message.message)) this.warnings.push(message);
  }

  /** Notes why an owner is left out; nothing stands in the way of the others. */
  skip(note: string): PlanMessage | undefined {
    this.notes.push(note);
    return undefined;
  }

  /** Sets one text of a manifest in place. */
  set(manifest: Manifest, path: string, value: string): DraftRefusal | undefined {
    return this.edit(manifest.file, manifest.document, (text, file, document) =>
      setScalar(text, file, document, [...manifest.base, ...pathOf(path)], value),
    );
  }

  /** Makes edits in one document of a file. */
  edit(
    file: string,
    document: number,
    edit: (text: string, yaml: YamlFile, document: YamlDocument) => Result<readonly TextEdit[], EditRefusal>,
  ): DraftRefusal | undefined {
    const text = this.textOf(file);
    if (text === undefined) return { code: 'gone', message: t`${file} is gone; refresh and try again.` };
    const yaml = readYaml(text);
    const found = yaml.documents[document];
    if (!found) return { code: 'changed', message: t`${file} cannot be read as it stands; open it and mend it first.` };
    const edits = edit(text, yaml, found);
    if (!edits.ok) return edits.error;
    this.write(file, applyEdits(text, edits.value));
    return undefined;
  }

  lineOf(manifest: Manifest): FileLine {
    const lines = this.context.repository.files.factsOf(manifest.file)?.lines;
    return { file: manifest.file, line: (lines?.position(manifest.span.start).line ?? 0) + 1 };
  }

  /** The YAML files that are in a folder now, not below it. */
  filesIn(folder: string): readonly string[] {
    if (!this.folders) {
      const folders = new Map<string, string[]>();
      for (const file of this.context.repository.files.fileNames()) {
        const files = folders.get(dirname(file));
        if (files) files.push(file);
        else folders.set(dirname(file), [file]);
      }
      this.folders = folders;
    }
    return this.folders.get(folder) ?? [];
  }

  files(): PlannedFile[] {
    return [...this.after]
      .map(([file, after]) => ({ file, before: this.context.textOf(file) ?? null, after }))
      .filter(({ before, after }) => before !== after)
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** The plan: blocked by what is in the way, and by errors that the repository would have afterwards. */
  finish(blockers: readonly PlanMessage[], message: (items: readonly PlanItem[]) => string): Plan {
    const files = this.files();
    const { checking = 'errors' } = this.context;
    const isChecked = blockers.length === 0 && checking !== 'nothing';
    const added = isChecked ? wouldBreak(this.context, files, this.madeFrom) : undefined;
    for (const repeated of added?.repeated ?? []) this.warn(repeated);
    const all = added?.blockers ?? blockers;
    return {
      version: 1,
      status: all.length > 0 ? 'blocked' : files.length === 0 ? 'nothing-to-do' : 'ready',
      commitMessage: message(this.items),
      warnings: this.warnings,
      blockers: all,
      notes: this.notes,
      files,
      items: this.items,
      ...(checking === 'counts' && added?.checks && { checks: added.checks }),
    };
  }
}
