using SupportBot.Cli;
using SupportBot.Documentation.Parsing;

return args is [ParserProcess.Verb, var seconds]
    ? await ParserProcess.RunAsync(seconds)
    : await SupportBotCommand.RunAsync(args);
