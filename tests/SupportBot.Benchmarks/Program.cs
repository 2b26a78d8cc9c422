using SupportBot.Benchmarks;

return args switch
{
    ["answers"] => await AnswersBenchmark.RunAsync(),
    ["retrieval"] => await RetrievalBenchmark.RunAsync(),
    ["search"] => await SearchBenchmark.RunAsync(),
    ["storage"] => await StorageBenchmark.RunAsync(),
    ["start"] => await StartBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/SupportBot.Benchmarks -- answers | retrieval | search | storage | start");
    return 2;
}
