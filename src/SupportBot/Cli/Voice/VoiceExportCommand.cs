using System.CommandLine;
using SupportBot.Core.Voice.Training;
using SupportBot.Voice;

namespace SupportBot.Cli.Voice;

internal sealed class VoiceExportCommand : DataCommand
{
    private readonly Option<string> _out = CommonOptions.Required(
        "--out", "FILE", "The file to write the training rows to.");
    private readonly Option<string?> _validation = CommonOptions.Text(
        "--validation", "FILE", "The file to write the validation rows to; without it they are left out.");
    private readonly Option<string?> _format = CommonOptions.Choice(
        "--format", "sft for supervised fine-tuning, which is the default, or dpo for preference pairs.", "FORMAT",
        DatasetFileWriter.Sft, DatasetFileWriter.Dpo);
    private readonly Option<bool> _bom = CommonOptions.Flag(
        "--bom", "Begin the files with a byte order mark, as Azure wants them.");

    public VoiceExportCommand() : base("export",
        "Write the accepted training rows as trainers take them, one JSON object a line, and keep the version. "
        + "Exit code 0: written; 1: something must be mended first; 2: a setting or the file is wrong.") =>
        Add(_out, _validation, _format, _bom);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<DatasetValidation>().CheckAsync(cancellationToken);
        if (report.Errors.Count > 0)
        {
            Terminal.WriteError($"{report.Errors.Count} errors must be mended first. See them: "
                + $"supportbot voice validate");
            return 1;
        }
        var store = services.GetRequiredService<DatasetStore>();
        var hash = await store.SaveAsync(report.Split, cancellationToken);
        Terminal.WriteLine($"Dataset {hash[..12]}");
        await WriteAsync("--out", arguments.GetValue(_out)!, report.Split.Training, isValidation: false);
        if (arguments.GetValue(_validation) is { } file)
            await WriteAsync("--validation", file, report.Split.Validation, isValidation: true);
        return 0;

        async Task WriteAsync(string option, string path, IReadOnlyList<TrainingRow> rows, bool isValidation)
        {
            var format = arguments.GetValue(_format) ?? DatasetFileWriter.Sft;
            var lines = services.GetRequiredService<DatasetFileWriter>().Lines(rows, format);
            DatasetFile? written = null;
            OutputFile.Write(path, option, target => written = DatasetFileWriter.Write(
                target, lines, format, isValidation, arguments.GetValue(_bom)));
            await store.AddFileAsync(hash, written!, cancellationToken);
            Terminal.WriteLine($"{Path.GetFullPath(path)}: {lines.Count} rows to "
                + $"{(isValidation ? "validate with" : "train on")}{LeftOut(rows.Count - lines.Count)}.");
        }
    }

    // Pairs need two different answers.
    private static string LeftOut(int count) =>
        count == 0 ? "" : $", {count} left out: no plain answer differs from theirs with the same facts";
}
