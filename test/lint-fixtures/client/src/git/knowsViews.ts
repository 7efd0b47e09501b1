import { label } from '../views/pinText';

export const text = label;
