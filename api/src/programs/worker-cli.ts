import 'reflect-metadata';
import { Command } from 'commander';
import { openApp } from './app.ts';
import { CommandLine } from '../command-line/command-line.ts';
import { startHeartbeat } from '../platform/heartbeat.ts';
import { runProgram } from './run-program.ts';
import { workerCommand } from './worker.command.ts';

startHeartbeat();
// A sender needs no web server: as a program of its own it takes a third less memory.
const commandLine = new CommandLine(new Command('postline').description('Sends mail.'), openApp);
workerCommand(commandLine);
await runProgram(commandLine);
