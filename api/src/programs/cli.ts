import 'reflect-metadata';
import { Command } from 'commander';
import { openApp } from './app.ts';
import { CommandLine } from '../command-line/command-line.ts';
import { addCommands } from './commands.ts';
import { runProgram } from './run-program.ts';

const program = new Command('postline').description('Email mailings, from the command line.');
const commandLine = new CommandLine(program, openApp);
addCommands(commandLine);
await runProgram(commandLine);
