import { startApplication } from './application.ts';

void startApplication(process.argv.slice(1));
