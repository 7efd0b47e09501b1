import { ownerOf } from '../../analysis/owners';
import type { Problem } from '../../analysis/problem';
import { ReleaseNames } from '../../analysis/release/naming';
import { dirname } from '../../base/filePath';
import { t } from '../../base/l10n';
import { applyEdits } from '../../base/textEdit';
import { familyOfRelease } from '../../model/releaseFamilies';
import { setScalar } from '../../yaml/edit';
import { difference } from '../../yaml/editSteps';
import { readYaml } from '../../yaml/read';
import type { FileChange, Fix, FixContext } from './fix';
import { writeListed } from './listed';
import { manifestOf } from './subject';

/** Puts a release back as Git's HEAD has it; the edit is lost, or lives on as a release of its own. */
export function restoredRelease(context: FixContext, problem: Problem): readonly Fix[] {
  const release = manifestOf(context, problem);
  const text = context.textOf(problem.file);
  const before = context.committedText?.(problem.file);
  // Of a file with several documents nobody knows which one HEAD has where.
  if (!release || text === undefined || before === undefined || context.yamlOf(problem.file).documents.length > 1)
    return [];
  const restore: FileChange = {
    kind: 'edit',
    file: problem.file,
    edits: [difference(text, sameLineEnds(before, text))],
  };
  return [
    {
      title: t`Restore "${release.name}" as Git's HEAD has it`,
      preferred: true,
      changes: () => [restore],
    },
    ...asNewRelease(context, problem, text, restore),
  ];
}

function asNewRelease(context: FixContext, problem: Problem, text: string, restore: FileChange): readonly Fix[] {
  const { view, today, repository } = context;
  const release = manifestOf(context, problem)!;
  const family = familyOfRelease(release.kind.kind);
  const owner = family && ownerOf(view, family, release, family.releaseOwner);
  if (!family || !owner || today === undefined) return [];
  const fileOf = (name: string) => [dirname(release.file), `${name}.yaml`].filter((part) => part !== '').join('/');
  const names = new ReleaseNames(view.ofKind(family.release).map(({ name }) => name));
  const name = names.next(
    owner.name,
    today,
    (free) => context.textOf(fileOf(free)) === undefined && repository.reads(fileOf(free)),
  );
  const file = readYaml(text);
  const document = file.documents[release.document];
  const edits = document && setScalar(text, file, document, [...release.base, 'metadata', 'name'], name);
  if (!edits?.ok) return [];
  return [
    {
      title: t`Keep the edit as a new release "${name}", and restore "${release.name}"`,
      choice: true,
      changes: () => {
        const written = writeListed(context, family.release, fileOf(name), applyEdits(text, edits.value));
        return written && [...written, restore];
      },
    },
  ];
}

/** Git may keep other line ends than the working tree has. */
function sameLineEnds(committed: string, text: string): string {
  const unix = committed.replaceAll('\r\n', '\n');
  return text.includes('\r\n') ? unix.replaceAll('\n', '\r\n') : unix;
}
