export type Hover = import('../features/hover').Hover;
