/** Runs a chain of questions with Back: each step says whether it is still needed, the first that is comes next. */

export type Answer<T> =
  { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'cancel' };

export interface Position {
  /** 1-based. */
  readonly step: number;
  /** Questions in all, as far as can be foreseen now. */
  readonly total: number;
  readonly canGoBack: boolean;
}

export interface Step<S> {
  /** False for a step that works something out without asking: it is neither counted nor gone back to. */
  readonly asks: boolean;
  readonly needed: (state: S) => boolean;
  readonly run: (state: S, position: Position) => Promise<Answer<S>>;
}

/**
 * Asks what is not known, and nothing else.
 *
 * @param steps in the order in which they are to be asked
 * @param start what is known already
 * @param before states to go back to from the first question: for what was guessed from where the command was invoked
 * @returns the state when no step is needed any more, undefined when the user gave up
 */
export async function runSteps<S>(
  steps: readonly Step<S>[],
  start: S,
  before: readonly S[] = [],
): Promise<S | undefined> {
  // What was guessed is not a question that the user saw: it is gone back to, but not counted.
  const history = before.map((earlier) => ({ state: earlier, counts: false }));
  const asked = (): number => history.filter(({ counts }) => counts).length;
  let state = start;
  for (;;) {
    const pending = steps.filter((step) => step.needed(state));
    const step = pending[0];
    if (step === undefined) {
      return state;
    }
    const total = asked() + pending.filter(({ asks }) => asks).length;
    const answer = await step.run(state, { step: asked() + 1, total, canGoBack: history.length > 0 });
    if (answer.kind === 'cancel') {
      return undefined;
    }
    if (answer.kind === 'back') {
      state = history.pop()?.state ?? state;
      continue;
    }
    if (step.asks) {
      history.push({ state, counts: true });
    }
    state = answer.value;
  }
}
