using SupportBot.Benchmarks;
using SupportBot.Benchmarks.Claims;
using SupportBot.Benchmarks.Customers;
using SupportBot.Benchmarks.Elasticsearch;
using SupportBot.Benchmarks.Hostile;
using SupportBot.Benchmarks.Load;
using SupportBot.Benchmarks.Streaming;
using SupportBot.Benchmarks.VoiceGates;

return args switch
{
    ["audit"] => await AuditBenchmark.RunAsync(),
    ["answers"] => await AnswersBenchmark.RunAsync(),
    ["headings", var folder] => await HeadingsBenchmark.RunAsync(folder),
    ["own-docs"] => await OwnDocsBenchmark.RunAsync(),
    ["losses", var folder, .. var sets] => await LossBenchmark.RunAsync(folder, sets),
    ["gate", var folder] => await GateTraining.RunAsync(folder),
    ["customers", var folder, "words", .. var sets] =>
        await CustomersBenchmark.RunAsync(folder, hasVectors: false, sets),
    ["customers", var folder, .. var sets] => await CustomersBenchmark.RunAsync(folder, hasVectors: true, sets),
    ["claims"] => ClaimsBenchmark.Run(list: false),
    ["claims", "list"] => ClaimsBenchmark.Run(list: true),
    ["elasticsearch"] => await ElasticsearchBenchmark.RunAsync(),
    [BulkMemory.Verb, var address] => await BulkMemory.RunAsync(address),
    ["console"] => await ConsoleBenchmark.RunAsync(),
    ["embedding"] => await EmbeddingBenchmark.RunAsync(),
    ["hostile-files", .. var files] => await HostileFilesBenchmark.RunAsync(Number(files, 1_000)),
    ["gaps"] => await GapsBenchmark.RunAsync(),
    ["intents"] => await IntentsBenchmark.RunAsync(),
    ["groups"] => await GroupsBenchmark.RunAsync(),
    ["refusal"] => await RefusalBenchmark.RunAsync(model: false),
    ["refusal", "model"] => await RefusalBenchmark.RunAsync(model: true),
    ["hostile", .. var seconds] => await HostileBenchmark.RunAsync(seconds.Length == 0 ? 30 : Seconds(seconds)),
    [Attacker.Verb, var address, var seconds] => await Attacker.RunAsync(new Uri(address), Seconds([seconds])),
    ["privacy"] => await PrivacyBenchmark.RunAsync(),
    ["model"] => await ModelBenchmark.RunAsync(),
    ["retrieval", "trained", .. var sets] => await RetrievalBenchmark.RunAsync(trained: true, sets),
    ["retrieval", .. var sets] => await RetrievalBenchmark.RunAsync(trained: false, sets),
    ["search"] => await SearchBenchmark.RunAsync(),
    ["storage"] => await StorageBenchmark.RunAsync(),
    ["ingest", .. var documents] => await IngestBenchmark.RunAsync(Number(documents, 10_000)),
    ["ingest-beside", .. var runs] => await IngestBesideBenchmark.RunAsync(Number(runs, 50)),
    ["voice", "facts"] => FactGateBenchmark.Run(list: false),
    ["voice", "facts", "list"] => FactGateBenchmark.Run(list: true),
    ["voice", "style"] => StyleBenchmark.Run(),
    ["voice", "speed"] => VoiceSpeedBenchmark.Run(),
    ["vectors", var folder, .. var sections] =>
        await new VectorsBenchmark(folder, Number(sections, 10_000)).RunAsync(),
    ["start", .. var program] => await StartBenchmark.RunAsync(program.FirstOrDefault()),
    ["messages", .. var seconds] => await MessagesBenchmark.RunAsync(Seconds(seconds)),
    ["sockets", .. var seconds] => await SocketsBenchmark.RunAsync(Seconds(seconds)),
    ["peers", .. var seconds] => await PeersBenchmark.RunAsync(Seconds(seconds)),
    [EchoServer.Verb, .. var settings] => await EchoServer.RunAsync(settings),
    _ => Usage(),
};

static int Seconds(string[] given) => Number(given, 60);

static int Number(string[] given, int usual) =>
    given is [var text] && int.TryParse(text, out var number) ? number : usual;

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/SupportBot.Benchmarks -- answers | audit | claims [list] | "
            + "console | customers FOLDER [words] [SETS] | elasticsearch | embedding | gaps | gate FOLDER | groups | "
            + "headings FOLDER | hostile [SECONDS] | hostile-files [FILES] | ingest [DOCUMENTS] | "
            + "ingest-beside [RUNS] | losses FOLDER [SETS] | own-docs | privacy | refusal [model] | "
            + "retrieval [trained] [SETS] | search | storage | start [FOLDER] | messages [SECONDS] | "
            + "sockets [SECONDS] | peers [SECONDS] | vectors FOLDER [SECTIONS] | "
            + "voice facts [list] | voice style | voice speed");
    return 2;
}
