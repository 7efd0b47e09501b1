import { simpleGit } from 'simple-git';

export const git = simpleGit();
