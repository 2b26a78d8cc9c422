using SupportBot.Benchmarks;

return args switch
{
    ["search"] => await SearchBenchmark.RunAsync(),
    ["storage"] => await StorageBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/SupportBot.Benchmarks -- search | storage");
    return 2;
}
