import assert from 'node:assert/strict';
import { runSteps } from '../../../client/src/promote/steps';
import type { Answer, Step } from '../../../client/src/promote/steps';

interface State {
  readonly a?: string;
  readonly b?: string;
  readonly sum?: string;
}

type Reply = string | 'back' | 'cancel';

/** Two questions with a sum worked out between them and the end; answers from a script, and a record of what was asked. */
function scripted(...replies: Reply[]): { readonly steps: Step<State>[]; readonly asked: string[] } {
  const asked: string[] = [];
  const question = (field: 'a' | 'b'): Step<State> => ({
    asks: true,
    needed: (state) => state[field] === undefined,
    run: async (state, { step, total, canGoBack }): Promise<Answer<State>> => {
      asked.push(`${field} ${step}/${total}${canGoBack ? ' back' : ''}`);
      const reply = replies.shift() ?? 'cancel';
      return reply === 'back' || reply === 'cancel'
        ? { kind: reply }
        : { kind: 'answer', value: { ...state, [field]: reply } };
    },
  });
  const sum: Step<State> = {
    asks: false,
    needed: (state) => state.a !== undefined && state.sum === undefined,
    run: async (state) => ({ kind: 'answer', value: { ...state, sum: `${state.a}!` } }),
  };
  return { steps: [question('a'), sum, question('b')], asked };
}

describe('a chain of questions', () => {
  it('asks one after the other, counts them, and works the rest out itself', async () => {
    const { steps, asked } = scripted('x', 'y');
    assert.deepEqual(await runSteps(steps, {}), { a: 'x', sum: 'x!', b: 'y' });
    assert.deepEqual(asked, ['a 1/2', 'b 2/2 back']);
  });

  it('asks nothing that is known', async () => {
    const { steps, asked } = scripted('y');
    assert.deepEqual(await runSteps(steps, { a: 'known' }), { a: 'known', sum: 'known!', b: 'y' });
    assert.deepEqual(asked, ['b 1/1']);
  });

  it('goes back over what was worked out to the question before, and forgets both answers', async () => {
    const { steps, asked } = scripted('x', 'back', 'z', 'y');
    assert.deepEqual(await runSteps(steps, {}), { a: 'z', sum: 'z!', b: 'y' });
    assert.deepEqual(asked, ['a 1/2', 'b 2/2 back', 'a 1/2', 'b 2/2 back']);
  });

  it('goes back from the first question to what was guessed', async () => {
    const { steps, asked } = scripted('back', 'z', 'y');
    assert.deepEqual(await runSteps(steps, { a: 'guess' }, [{}]), { a: 'z', sum: 'z!', b: 'y' });
    assert.deepEqual(asked, ['b 1/1 back', 'a 1/2', 'b 2/2 back']);
  });

  it('ends without a state when the user gives up', async () => {
    const { steps } = scripted('x', 'cancel');
    assert.equal(await runSteps(steps, {}), undefined);
  });
});
