/** One question of a chain: a quick pick with its step, Back, and rows that only inform. */
import { Disposable, QuickInputButtons, QuickPickItemKind, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
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
}

export function separator(label: string): Choice<never> {
  return { label, kind: QuickPickItemKind.Separator };
}

export function ask<T>(question: Question<T>, position: Position): Promise<Answer<T>> {
  const pick = window.createQuickPick<Choice<T>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.items = question.choices;
  pick.step = position.step;
  pick.totalSteps = position.total;
  pick.ignoreFocusOut = question.staysOpen ?? false;
  pick.matchOnDescription = true;
  pick.buttons = position.canGoBack ? [QuickInputButtons.Back] : [];

  const disposables: Disposable[] = [pick];
  return new Promise<Answer<T>>((resolve) => {
    disposables.push(
      pick.onDidTriggerButton(() => resolve({ kind: 'back' })),
      pick.onDidHide(() => resolve({ kind: 'cancel' })),
      pick.onDidAccept(() => {
        const chosen = pick.selectedItems[0];
        if (chosen?.value !== undefined) {
          resolve({ kind: 'answer', value: chosen.value });
        } else {
          chosen?.open?.();
        }
      }),
    );
    pick.show();
  }).finally(() => {
    Disposable.from(...disposables).dispose();
  });
}
