import { KINDS } from '../model/kinds';

export const count = KINDS.length;
