using ToyVoice;

return args switch
{
    ["rows", var docs, var output] => Teacher.Rows(docs, output, most: 1_000),
    ["train", var folder] => TrainVerb.Run(folder),
    ["score", var docs, var adapter] => Teacher.Score(docs, adapter),
    ["serve", var port] when int.TryParse(port, out var number) => ToyServer.Run(number),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tools/ToyVoice -- rows DOCS OUT.jsonl | train FOLDER | "
            + "score DOCS ADAPTER | serve PORT");
    return 2;
}
