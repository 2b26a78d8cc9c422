using SupportBot.Benchmarks;

return args switch
{
    ["search"] => await SearchBenchmark.RunAsync(),
    ["storage"] => await StorageBenchmark.RunAsync(),
    ["start"] => await StartBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/SupportBot.Benchmarks -- search | storage | start");
    return 2;
}
