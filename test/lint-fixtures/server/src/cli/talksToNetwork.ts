import { get } from 'node:https';

export const fetch = get;
