using SupportBot.Cli;

namespace SupportBot.Tests.Cli;

/// <summary>Tests that read what the program prints have the console to themselves.</summary>
[CollectionDefinition("Console", DisableParallelization = true)]
public sealed class ConsoleTests;

/// <summary>The program in this process, and what it prints.</summary>
internal static class Console
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (System.Console.Out, System.Console.Error);
        using StringWriter written = new(), complaint = new();
        System.Console.SetOut(written);
        System.Console.SetError(complaint);
        try
        {
            var code = await SupportBotCommand.RunAsync(arguments);
            return (code, written.ToString(), complaint.ToString());
        }
        finally
        {
            System.Console.SetOut(output);
            System.Console.SetError(error);
        }
    }
}
