/** One question of a chain: a quick pick with its step, Back, and rows that only inform. */
import { Disposable, QuickInputButtons, QuickPickItemKind, window } from 'vscode';
import type { QuickInputButton, QuickPick, QuickPickItem } from 'vscode';
import type { Answer, Position } from './steps';

/** A row to choose, or one that tells something and may lead somewhere, without answering the question. */
export interface Choice<T> extends QuickPickItem {
  readonly value?: T;
  readonly open?: () => void;
}

export interface Question<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** Stays while the user looks around in the editors. */
  readonly staysOpen?: boolean;
  /** Buttons beside the title that do something else with what is listed, and what each does. */
  readonly buttons?: readonly (QuickInputButton & { readonly run: () => void })[];
}

export function separator(label: string): Choice<never> {
  return { label, kind: QuickPickItemKind.Separator };
}

/** Choices below a heading; nothing where there are none. */
export function section<T>(heading: string, choices: readonly Choice<T>[]): readonly Choice<T>[] {
  return choices.length === 0 ? [] : [separator(heading), ...choices];
}

/** Asks for one of the choices. */
export function ask<T>(question: Question<T>, position: Position): Promise<Answer<T>> {
  return shown(question, position, (pick) => {
    const chosen = pick.selectedItems[0];
    if (chosen?.value === undefined) {
      chosen?.open?.();
    }
    return chosen?.value;
  });
}

/** Asks for any number of the choices, but not for none; those that are `picked` are ticked at first. */
export function askMany<T>(question: Question<T>, position: Position): Promise<Answer<readonly T[]>> {
  return shown(
    question,
    position,
    (pick) => {
      const chosen = pick.selectedItems.flatMap(({ value }) => (value === undefined ? [] : [value]));
      return chosen.length === 0 ? undefined : chosen;
    },
    true,
  );
}

/** @param accept what the rows that the user accepts mean; undefined: the question stays */
function shown<T, R>(
  question: Question<T>,
  position: Position,
  accept: (pick: QuickPick<Choice<T>>) => R | undefined,
  many = false,
): Promise<Answer<R>> {
  const pick = window.createQuickPick<Choice<T>>();
  const buttons = question.buttons ?? [];
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.canSelectMany = many;
  pick.items = question.choices;
  pick.selectedItems = many ? question.choices.filter(({ picked }) => picked) : [];
  // "1/1" tells nobody anything.
  if (position.total > 1) {
    pick.step = position.step;
    pick.totalSteps = position.total;
  }
  pick.ignoreFocusOut = question.staysOpen ?? false;
  pick.matchOnDescription = true;
  pick.buttons = [...(position.canGoBack ? [QuickInputButtons.Back] : []), ...buttons];

  const disposables: Disposable[] = [pick];
  return new Promise<Answer<R>>((resolve) => {
    disposables.push(
      pick.onDidTriggerButton((pressed) => {
        if (pressed === QuickInputButtons.Back) {
          resolve({ kind: 'back' });
        }
        buttons.find((button) => button === pressed)?.run();
      }),
      pick.onDidHide(() => resolve({ kind: 'cancel' })),
      pick.onDidAccept(() => {
        const value = accept(pick);
        if (value !== undefined) {
          resolve({ kind: 'answer', value });
        }
      }),
    );
    pick.show();
  }).finally(() => {
    Disposable.from(...disposables).dispose();
  });
}
