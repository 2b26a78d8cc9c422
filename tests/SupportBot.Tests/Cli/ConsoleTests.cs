namespace SupportBot.Tests.Cli;

/// <summary>Tests that read what the program prints have the console to themselves.</summary>
[CollectionDefinition("Console", DisableParallelization = true)]
public sealed class ConsoleTests;
