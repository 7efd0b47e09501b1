import { rules } from '../analysis/rules/index';

export const count = rules.length;
