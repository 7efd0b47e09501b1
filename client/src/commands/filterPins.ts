/** Filter Pins…: narrows the Environment Pins view to states, environments, projects and owners, ticked in a list. */
import { Disposable, QuickPickItemKind, l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Services } from '../services';
import { filterChoices, filterLabel } from '../views/pinFilter';
import type { FilterPart, PinFilter } from '../views/pinFilter';

interface PartItem extends QuickPickItem {
  readonly part?: FilterPart;
}

export async function filterPins({ answers, pins }: Services): Promise<void> {
  const chosen = await askFilter(filterChoices(await answers.pins()), pins.filter);
  if (chosen !== undefined) {
    await pins.narrow(chosen);
  }
}

/** Undefined when the user leaves it as it is. */
function askFilter(parts: readonly FilterPart[], before: PinFilter): Promise<PinFilter | undefined> {
  const pick = window.createQuickPick<PartItem>();
  pick.title = l10n.t('Filter Environment Pins');
  pick.placeholder = l10n.t('What is to be shown? Nothing ticked: everything.');
  pick.canSelectMany = true;
  pick.items = items(parts);
  pick.selectedItems = pick.items.filter(({ part }) => part !== undefined && before.some((each) => equal(each, part)));
  const disposables: Disposable[] = [pick];
  return new Promise<PinFilter | undefined>((resolve) => {
    disposables.push(
      pick.onDidHide(() => resolve(undefined)),
      pick.onDidAccept(() => resolve(pick.selectedItems.flatMap(({ part }) => part ?? []))),
    );
    pick.show();
  }).finally(() => {
    Disposable.from(...disposables).dispose();
  });
}

function items(parts: readonly FilterPart[]): readonly PartItem[] {
  const titles: Readonly<Record<FilterPart['kind'], string>> = {
    state: l10n.t('State'),
    environment: l10n.t('Environment'),
    project: l10n.t('Project'),
    owner: l10n.t('Component'),
  };
  return parts.flatMap((part, index): readonly PartItem[] => {
    const item = { label: filterLabel(part, l10n), part };
    return parts[index - 1]?.kind === part.kind
      ? [item]
      : [{ label: titles[part.kind], kind: QuickPickItemKind.Separator }, item];
  });
}

function equal(one: FilterPart, other: FilterPart): boolean {
  return one.kind === other.kind && one.value === other.value;
}
