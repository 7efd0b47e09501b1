const { execFileSync } = require('child_process');

export const run = execFileSync;
