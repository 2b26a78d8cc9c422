using SupportBot.Cli;
using SupportBot.Knowledge.Parsing;

return args is [ParserProcess.Verb, var seconds]
    ? await ParserProcess.RunAsync(seconds)
    : await SupportBotCommand.RunAsync(args);
