import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../support/samples';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly homepage: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
}

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');
const { homepage, contributes } = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const text = (key: string): string => texts[key.replaceAll('%', '')] ?? '';

const commands = new Set([
  'vscode.openFolder',
  ...contributes.commands.map(({ command }) => command),
  ...Object.values(contributes.views).flatMap((views) => views.map(({ id }) => `${id}.focus`)),
]);
const views = new Set(Object.values(contributes.views).flatMap((each) => each.map(({ id }) => id)));

/** Targets of the links of a step: `command:…` or `https:…`. */
const linksOf = (step: Step): string[] => [...text(step.description).matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to!);

describe('the walkthrough', () => {
  it('is one, of at most six steps', () => {
    assert.equal(contributes.walkthroughs.length, 1);
    assert.ok(steps.length <= 6);
    assert.equal(new Set(steps.map(({ id }) => id)).size, steps.length);
  });

  for (const step of steps)
    describe(step.id, () => {
      it('has one button, and links to what exists', () => {
        // A line that is a link and nothing else is shown as a button.
        assert.equal(text(step.description).match(/^\[[^\]]+\]\([^)]+\)$/gm)?.length, 1);
        for (const link of linksOf(step)) {
          const command = /^command:(.+)$/.exec(link)?.[1];
          const file = link.startsWith(homepage.replace('#readme', '/blob/main/')) && link.split('/blob/main/')[1];
          assert.ok(command ? commands.has(command) : file && existsSync(path.join(projectRoot, file)), link);
        }
      });

      it('is done when what it offers is', () => {
        assert.ok(step.completionEvents.length > 0, 'else it is done as soon as it is looked at');
        for (const event of step.completionEvents) {
          const [kind, what = ''] = event.split(/:(.*)/s);
          if (kind === 'onCommand') assert.ok(linksOf(step).includes(`command:${what}`), event);
          else if (kind === 'onView') assert.ok(views.has(what), event);
          else if (kind === 'onLink') assert.ok(linksOf(step).includes(what), event);
          else assert.match(event, /^onContext:openchoreoGitops\.state =~ /);
        }
      });

      it('has a picture that is described, and takes all its colours from the theme', () => {
        assert.ok(text(step.media.altText).length > 20);
        const svg = read(step.media.svg);
        assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*viewBox="/);
        assert.doesNotMatch(svg, /<(script|image|style|foreignObject)|href=|[^\x00-\x7f]/);
        const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour!);
        assert.ok(colours.length > 10);
        for (const colour of colours) assert.match(colour, /^(none|var\(--vscode-[\w-]+, .+\))$/);
      });
    });

  it('uses all its pictures', () => {
    const folder = 'media/walkthrough';
    const used = steps.map(({ media }) => media.svg).sort();
    const there = readdirSync(path.join(projectRoot, folder)).map((name) => `${folder}/${name}`);
    assert.deepEqual(there.sort(), used);
  });
});
