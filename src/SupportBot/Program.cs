using SupportBot.Cli;

return await SupportBotCommand.RunAsync(args);
