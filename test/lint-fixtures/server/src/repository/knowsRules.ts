export * from '../analysis/rules';
