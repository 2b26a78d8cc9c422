using System.CommandLine;
using SupportBot.Cli.Audit;
using SupportBot.Cli.Compare;
using SupportBot.Cli.Conversations;
using SupportBot.Cli.Docs;
using SupportBot.Cli.Eval;
using SupportBot.Cli.Feedback;
using SupportBot.Cli.Gaps;
using SupportBot.Cli.Index;
using SupportBot.Cli.Retention;
using SupportBot.Cli.Teams;
using SupportBot.Cli.Tuning;
using SupportBot.Cli.Voice;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Settings;

namespace SupportBot.Cli;

internal static class SupportBotCommand
{
    // Exit code of shells for an interrupted program.
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args)
    {
        using var guard = Terminal.Guard();
        FilePermissions.SetForNewFiles();
        try
        {
            // No response files, since a question may start with @.
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
        catch (Exception e) when (
            e is SettingsException or StorageException or EvaluationDataException or UnauthorizedAccessException
            || InvalidSettings.Of(e).Count > 0)
        {
            // Failures that the operator can fix: the message is enough.
            foreach (var message in Messages(e)) Terminal.WriteError(message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        // The program's boundary: whatever ends it is said, with an exit code that tells it from a success.
        catch (Exception e)
        {
            Terminal.WriteError(
                "SupportBot has ended because of an unexpected failure. Please report it with these lines:");
            foreach (var line in e.ToString().Split('\n')) Terminal.WriteError(line.TrimEnd('\r'));
            return FailedServices.ExitCode;
        }
    }

    // A host has its own shutdown timeout; other commands end immediately.
    private static InvocationConfiguration Invocation(Command command)
    {
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        if (command is RootCommand or ServeCommand) invocation.ProcessTerminationTimeout = Timeout.InfiniteTimeSpan;
        return invocation;
    }

    private static IReadOnlyList<string> Messages(Exception e) => e switch
    {
        SettingsException { Messages: var messages } => messages,
        _ when InvalidSettings.Of(e) is { Count: > 0 } wrong => wrong,
        _ => [e.Message],
    };

    internal static RootCommand Create()
    {
        var root = new RootCommand("SupportBot answers customers from your own documentation, with citations.");
        var serve = new ServeCommand();
        root.Add(serve);
        foreach (var option in serve.Options) root.Options.Add(option);
        root.Add(new IngestCommand());
        root.Add(Group("docs", "Look after the documents themselves.", new DocsLintCommand()));
        root.Add(new SearchCommand());
        root.Add(new AskCommand());
        root.Add(Group("eval", "Measure retrieval and answers on your own questions.",
            new EvalRetrievalCommand(), new EvalAnswersCommand()));
        root.Add(new CompareCommand());
        root.Add(Group("index", "Look after the search index.",
            new IndexStatusCommand(), new IndexRebuildCommand(), new IndexCreateCommand(), new IndexSweepCommand(),
            new IndexSynonymsCommand()));
        root.Add(Group("audit",
            "Show why the bot said what it said, and prove that the record of it was not changed.",
            new AuditListCommand(), new AuditShowCommand(), new AuditVerifyCommand(), new AuditExportCommand()));
        root.Add(Group("feedback", "List the thumbs that visitors gave, and turn them into questions for eval answers.",
            new FeedbackListCommand(), new FeedbackExportCommand()));
        root.Add(new GapsCommand());
        root.Add(Group("conversations", "List, export and erase what is kept of conversations.",
            new ConversationsListCommand(), new ConversationsExportCommand(), new ConversationsEraseCommand(),
            new ConversationsRevokeCommand()));
        root.Add(Group("retention", "Show how long what is kept, and remove what is over its time.",
            new RetentionStatusCommand(), new RetentionPruneCommand()));
        root.Add(Group("voice", "Look after the way the brand writes.",
            new VoiceCheckCommand(), new VoiceCollectCommand(), new VoiceImportCommand(), new VoiceReviewCommand(),
            new VoiceValidateCommand(), new VoiceExportCommand(), new VoiceDatasetsCommand(), new VoiceTrainCommand(),
            new VoiceStatusCommand(), new VoiceEvaluateCommand(), new VoicePromoteCommand(), new VoiceRollbackCommand(),
            new VoiceDeployCommand()));
        root.Add(new UsageCommand());
        root.Add(Group("teams", "Bring the bot into Microsoft Teams.", new TeamsPackageCommand()));
        root.Add(new DoctorCommand());
        root.SetAction(serve.RunAsync);
        return root;
    }

    private static Command Group(string name, string description, params ReadOnlySpan<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands) group.Add(command);
        return group;
    }
}
