import { check } from '../cli/check';

export const verb = check;
