using System.CommandLine;
using SupportBot.Cli.Audit;
using SupportBot.Cli.Conversations;
using SupportBot.Cli.Docs;
using SupportBot.Cli.Eval;
using SupportBot.Cli.Feedback;
using SupportBot.Cli.Gaps;
using SupportBot.Cli.Index;
using SupportBot.Cli.Retention;
using SupportBot.Cli.Teams;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Settings;

namespace SupportBot.Cli;

/// <summary>The program <c>supportbot</c>: one class a verb; without a verb it serves.</summary>
internal static class SupportBotCommand
{
    /// <summary>The exit code of a program that was interrupted, as shells expect it.</summary>
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args)
    {
        using var guard = Terminal.Guard();
        OwnerOnly.SetForNewFiles();
        try
        {
            // Without response files: a question may begin with @.
            var arguments = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (CommandLineErrors.Of(arguments) is not { Count: > 0 } wrong)
                return await arguments.InvokeAsync(Invocation(arguments.CommandResult.Command));
            foreach (var message in wrong) Terminal.WriteError(message);
            return 2;
        }
        catch (SearchUnavailableException e)
        {
            Terminal.WriteError($"{e.Message} See what is wrong: supportbot doctor");
            return 2;
        }
        catch (Exception e) when (e is SettingsException or StorageException or EvaluationDataException or UnauthorizedAccessException || WrongSettings.Of(e).Count > 0)
        {
            // Failures that the operator can mend: their message is all that helps.
            foreach (var message in Messages(e)) Terminal.WriteError(message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception e) // The program's boundary: whatever ends it is said, with an exit code that tells it from a success.
        {
            Terminal.WriteError("SupportBot has ended because of an unexpected failure. Please report it with these lines:");
            foreach (var line in e.ToString().Split('\n')) Terminal.WriteError(line.TrimEnd('\r'));
            return FailedServices.ExitCode;
        }
    }

    /// <summary>A host that is asked to end has its own time limit for that; commands end at once.</summary>
    private static InvocationConfiguration Invocation(Command command)
    {
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        if (command is RootCommand or ServeCommand) invocation.ProcessTerminationTimeout = Timeout.InfiniteTimeSpan;
        return invocation;
    }

    private static IReadOnlyList<string> Messages(Exception e) => e switch
    {
        SettingsException { Messages: var messages } => messages,
        _ when WrongSettings.Of(e) is { Count: > 0 } wrong => wrong,
        _ => [e.Message],
    };

    internal static RootCommand Create()
    {
        var root = new RootCommand("SupportBot answers customers from your own documentation, with citations.");
        var serve = new ServeCommand();
        root.Subcommands.Add(serve);
        foreach (var option in serve.Options) root.Options.Add(option);
        root.Subcommands.Add(new IngestCommand());
        root.Subcommands.Add(new DocsCommand());
        root.Subcommands.Add(new SearchCommand());
        root.Subcommands.Add(new AskCommand());
        root.Subcommands.Add(new EvalCommand());
        root.Subcommands.Add(new IndexCommand());
        root.Subcommands.Add(new AuditCommand());
        root.Subcommands.Add(new FeedbackCommand());
        root.Subcommands.Add(new GapsCommand());
        root.Subcommands.Add(new ConversationsCommand());
        root.Subcommands.Add(new RetentionCommand());
        root.Subcommands.Add(new UsageCommand());
        root.Subcommands.Add(new TeamsCommand());
        root.Subcommands.Add(new DoctorCommand());
        root.SetAction(serve.RunAsync);
        return root;
    }
}
