import { KINDS } from '../../server/src/model/kinds';

export const count = KINDS.length;
