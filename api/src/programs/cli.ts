import 'reflect-metadata';
import { Command } from 'commander';
import { openApp } from './app.ts';
import { CommandLine } from '../command-line/command-line.ts';
import { addCommands } from './commands.ts';

const program = new Command('postline').description('Email mailings, from the command line.');
const commandLine = new CommandLine(program, openApp);
addCommands(commandLine);
process.exitCode = await commandLine.run(process.argv.slice(2));
// The channel to the parent process would keep this one alive.
if (process.connected) process.disconnect?.();
