import { window } from 'vscode';

export const show = window.showInformationMessage;
