using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Privacy;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Privacy;

public sealed class ErasureTests : IDisposable
{
    private const string Question = "Straße \"Zylophant\" 7?";
    private const string Comment = "Quokka's 'comment'";
    private const string Problem = "Wombat problem";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("erasure");

    [Fact]
    public async Task No_byte_of_an_erased_conversation_is_in_any_file_beside_a_running_host_or_after_it()
    {
        await using (var host = await ChatHost.StartAsync(_folder))
        {
            using var erased = await Visitor.ArriveAsync(host);
            using var kept = await Visitor.ArriveAsync(host);
            await TalkAsync(host, erased);
            await kept.SayAsync("What stays of the numbat?");
            await kept.PollAsync(3);
            Assert.Equal(
                3,
                Traces
                    .In(_folder.FullName, Question, Comment, Problem)
                    .Select(trace => trace.Split(": ")[1])
                    .Distinct()
                    .Count());

            Assert.Equal(
                1,
                await host.Services.GetRequiredService<Erasure>().EraseAsync([erased.Conversation], "asked for", Cancel)
            );
            Assert.Empty(Traces.In(_folder.FullName, Question, Comment, Problem));
            Assert.NotEmpty(Traces.In(_folder.FullName, "numbat"));

            await kept.SayAsync("And the host goes on?");
            await kept.PollAsync(5);
        }
        Assert.Empty(Traces.In(_folder.FullName, Question, Comment, Problem));
    }

    [Fact]
    public async Task A_visitor_whose_conversation_was_erased_gets_a_new_one()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await Visitor.ArriveAsync(host);
        await TalkAsync(host, visitor);
        await host.Services.GetRequiredService<Erasure>().EraseAsync([visitor.Conversation], "asked for", Cancel);

        var (status, _) = await visitor.PostAsync(
            $"/v3/directline/conversations/{visitor.Conversation}/activities",
            new { type = "message", text = "Hello?" });
        Assert.Equal(HttpStatusCode.NotFound, status);

        using var again = await Visitor.ArriveAsync(host, visitor.Token);
        Assert.Equal(visitor.Conversation, again.Conversation);
        var welcome = Assert.Single(await again.PollAsync(1));
        Assert.Equal("message", Visitor.Text(welcome["type"]));
        await again.SayAsync("And now?");
        Assert.Contains(
            "That answers And now?", Visitor.Text((await again.PollAsync(3))[2]["text"]), StringComparison.Ordinal);
        Assert.Equal(
            2,
            (
                await host
                    .Services.GetRequiredService<AuditStore>()
                    .ListAsync(new AuditFilter(Conversation: again.Conversation), 9, Cancel)).Count);
    }

    [Fact]
    public async Task What_comes_for_a_conversation_that_was_just_erased_is_not_kept()
    {
        await using var database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"), Cancel);
        var store = new ConversationStore(database, "default", new MessageRate(10, 10), TimeProvider.System);
        Assert.Null(
            await store.AcceptAsync(
                new Arrival("gone", "u1", "1", "message", _ => new LogEntry("a1", "{}"u8.ToArray())), Cancel));
        await new FeedbackStore(database, "default")
            .SaveAsync(new Feedback("gone", "a2", "u1", Helpful: true, Comment, ChatHost.Noon), Cancel);
        await new ReactionStore(database, "default")
            .AddAsync([new Reaction("gone", "a2", "u1", "heart", ChatHost.Noon)], Cancel);
        Assert.Null(await new ConversationArchive(database, "default").ExportAsync("gone", Cancel));
    }

    [Fact]
    public async Task Everything_that_is_kept_of_a_person_is_found_by_their_id_and_exported()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await Visitor.ArriveAsync(host);
        using var other = await Visitor.ArriveAsync(host);
        await TalkAsync(host, visitor);
        await other.SayAsync("Something else");
        await other.PollAsync(3);

        var kept = host.Services.GetRequiredService<ConversationArchive>();
        var found = Assert.Single(await kept.ListAsync(visitor.User, text: null, 9, Cancel));
        Assert.Equal((visitor.Conversation, "webchat"), (found.Id, found.Channel));
        Assert.Equal(found.Id, Assert.Single(await kept.ListAsync(visitor: null, "zylophant", 9, Cancel)).Id);

        var tables = (await kept.ExportAsync(found.Id, Cancel))!;
        Assert.Equal(
            [
                "activity", "attachment", "audit", "case_event", "case_webhook_event", "contact_form",
                "contact_message", "conversation", "delivery", "desk_thread", "feedback", "handoff_case", "reaction",
                "reply", "training_row", "turn", "visitor_identity",
            ],
            tables.Keys.Order());
        Assert.All(tables, table => Assert.NotEmpty(table.Value));
        Assert.Contains(Comment, tables["feedback"][0].Columns.Select(column => column.Value));
    }

    [Fact]
    public async Task Every_table_with_conversations_in_it_is_erased_and_exported()
    {
        await using var database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"), Cancel);
        var tables = await database.ReadAsync(session => session.QueryAsync<string>(
                    "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'conversation_id' "
                        + "WHERE m.type = 'table' ORDER BY m.name"),
            Cancel);
        Assert.Equal(
            [
                "activity", "attachment", "audit_record", "case_event", "case_webhook_event", "contact_form",
                "contact_message", "delivery", "desk_thread", "feedback", "handoff_case", "reaction", "reply",
                "training_row", "turn", "visitor_identity",
            ],
            tables);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Leaves something in every table that knows conversations.</summary>
    private static async Task TalkAsync(ChatHost host, Visitor visitor)
    {
        await visitor.SayAsync(Question);
        var answer = Visitor.Text((await visitor.PollAsync(3))[2]["id"]);
        var database = host.Services.GetRequiredService<Database>();
        await new FeedbackStore(database, "default")
            .SaveAsync(
                new Feedback(visitor.Conversation, answer, visitor.User, Helpful: false, Comment, ChatHost.Noon),
                Cancel);
        await new ReactionStore(database, "default")
            .AddAsync([new Reaction(visitor.Conversation, answer, visitor.User, "heart", ChatHost.Noon)], Cancel);
        await host.Services.GetRequiredService<VisitorIdentityStore>()
            .SaveAsync(visitor.Conversation, new VisitorIdentity("42", "Ann", null, "{}"), Cancel);
        await host.Services.GetRequiredService<AttachmentStore>()
            .AddAsync(visitor.Conversation, new NewAttachment("f1", "a.txt", "text/plain", "Text"u8.ToArray()), Cancel);
        await database.WriteAsync(session => session.ExecuteAsync(
                    "INSERT INTO delivery (brand, conversation_id, number, state, problem, created_at, changed_at) "
                        + "VALUES ('default', @Conversation, 2, 'failed', @Problem, 0, 0); "
                        + "INSERT INTO handoff_case (brand, id, conversation_id, number, state, reason, question, "
                        + "language, opened_at, customer_at) "
                        + "VALUES ('default', @Conversation, @Conversation, 2, 'waiting', 'policy', @Question, "
                        + "'en', 0, 0); "
                        + "INSERT INTO case_event (brand, conversation_id, number, case_id, kind, text, at) "
                        + "VALUES ('default', @Conversation, 2, @Conversation, 'noted', @Problem, 0); "
                        + "INSERT INTO case_webhook_event (brand, id, conversation_id, number, case_id, sequence, "
                        + "content, state, attempts, created_at, changed_at, next_at) "
                        + "VALUES ('default', @Conversation, @Conversation, 2, @Conversation, 1, @Question, "
                        + "'waiting', 0, 0, 0, 0); "
                        + "INSERT INTO contact_form (brand, id, conversation_id, number, kind, question, state, "
                        + "opened_at) VALUES ('default', @Conversation, @Conversation, 2, 'message', @Question, "
                        + "'open', 0); "
                        + "INSERT INTO contact_message (brand, id, conversation_id, number, kind, route, ticket, "
                        + "content, state, attempts, created_at, changed_at, next_at) "
                        + "VALUES ('default', @Conversation, @Conversation, 2, 'message', 'smtp', '', @Comment, "
                        + "'waiting', 0, 0, 0, 0); "
                        + "INSERT INTO desk_thread (brand, case_id, conversation_id, number, shown, sequence, sending, "
                        + "through, through_sequence, card, unconfirmed, doubtful) VALUES ('default', @Conversation, "
                        + "@Conversation, 2, 2, 0, '', 0, 0, '', 0, 0); "
                        + "INSERT INTO training_row (brand, id, state, origin, language, question, sources, answer, "
                        + "revision, conversation_id, number, created_at) VALUES ('default', @Conversation, "
                        + "'proposed', 'rated', 'en', @Question, '[]', @Comment, 1, @Conversation, 2, 0)",
            new { visitor.Conversation, Problem, Question, Comment }), Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
