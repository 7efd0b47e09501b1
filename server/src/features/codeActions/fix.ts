import type { Checker } from '../../analysis/checker';
import type { Problem } from '../../analysis/problem';
import type { TextEdit } from '../../base/textEdit';
import type { Repository } from '../../repository/repository';
import type { YamlFile } from '../../yaml/node';
import type { LanguageServices } from '../completion/scope';

/** What a fix does to one file: edits of its text, or a file that is not there yet. */
export type FileChange =
  | { readonly kind: 'edit'; readonly file: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'create'; readonly file: string; readonly text: string };

/** A repair of a problem. It leaves the problem gone and adds no other. */
export interface Fix {
  /** What it does, in a few words; within one problem no two are the same. */
  readonly title: string;
  /** The one that most people want: an editor applies it on a single key. */
  readonly preferred?: true;
  /** It hides the problem and repairs nothing. */
  readonly silences?: true;
  /** One of several that could be meant: offered only where trying it out shows no new problem. */
  readonly choice?: true;
  /** Undefined where it turns out that the change cannot be made safely. Asked for once somebody takes the fix. */
  readonly changes: () => readonly FileChange[] | undefined;
}

/** What fixes may ask beside the problem. */
export interface FixContext extends LanguageServices {
  readonly repository: Repository;
  readonly checker: Checker;
  /** The text that counts of any file: an editor's, else the disk's. */
  readonly textOf: (file: string) => string | undefined;
  /** The syntax tree of a file that there is. */
  readonly yamlOf: (file: string) => YamlFile;
  /** What Git's HEAD has of a file that differs from it. */
  readonly committedText?: (file: string) => string | undefined;
  /** The day, as `YYYY-MM-DD`: names of new releases have it. */
  readonly today?: string;
}

/** The fixes of one sort for a problem: none where they do not apply, or could not be made safely. */
export type FixFamily = (context: FixContext, problem: Problem) => readonly Fix[];
