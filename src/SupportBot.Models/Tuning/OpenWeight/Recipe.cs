using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SupportBot.Models.Tuning.OpenWeight;

// The files of a training folder. The recipe is for axolotl 0.21; other trainers read the same rows.
internal static class Recipe
{
    public const string FileName = "axolotl.yaml";
    public const string ReadmeName = "README.md";
    public const string AdapterFolder = "adapter";

    private const int DefaultEpochs = 3;
    private const int DefaultBatch = 2;
    private const double DefaultRate = 2e-4;

    public static string Axolotl(TuningOptions options, TuningTask task)
    {
        var yaml = new StringBuilder();
        yaml.Append(Invariant($"""
            base_model: {Quoted(options.BaseModel)}
            adapter: lora
            lora_r: 16
            lora_alpha: 32
            lora_dropout: 0.05
            lora_target_linear: true


            """));
        yaml.Append(task.Training.IsPreference ? "rl: dpo\n" : "").Append(Rows("datasets", "train.jsonl", task));
        if (task.Validation is not null) yaml.Append(Rows("test_datasets", "validation.jsonl", task));
        var rate = DefaultRate * (options.LearningRateMultiplier > 0 ? options.LearningRateMultiplier : 1);
        yaml.Append(Invariant($"""

            output_dir: ./{AdapterFolder}
            sequence_len: 4096
            sample_packing: false
            micro_batch_size: {(options.BatchSize > 0 ? options.BatchSize : DefaultBatch)}
            gradient_accumulation_steps: 4
            num_epochs: {(options.Epochs > 0 ? options.Epochs : DefaultEpochs)}
            optimizer: adamw_torch
            lr_scheduler: cosine
            learning_rate: {rate:0.######}
            warmup_ratio: 0.05
            bf16: auto
            gradient_checkpointing: true
            logging_steps: 1
            saves_per_epoch: 1
            seed: 42

            """));
        return yaml.ToString();
    }

    public static string Readme(TuningOptions options, TuningTask task, string folder) => Invariant($"""
        # {task.Name}

        {task.Training.Count} rows to train {options.BaseModel} on, and a recipe for axolotl. On a machine with a
        graphics card:

            cd {folder}
            axolotl train {FileName}

        The adapter is written to the folder `{AdapterFolder}`. Then, where SupportBot runs:

            supportbot voice train

        {Serving(options, task.Name, folder)}

        """);

    private static string Serving(TuningOptions options, string name, string folder)
    {
        var adapter = Path.Combine(folder, AdapterFolder);
        return options.Server switch
        {
            "ollama" => $"""
                Ollama makes a model of the adapter. Write a Modelfile with the two lines `FROM {options.BaseModel}`
                and `ADAPTER {adapter}`, then:

                    ollama create {name} -f Modelfile
                    supportbot voice train --adapter {name}
                """,
            "llamacpp" => $"""
                llama.cpp reads an adapter in GGUF, which convert_lora_to_gguf.py makes. Start llama-server with it:

                    llama-server -m base.gguf --lora {name}.gguf --lora-init-without-apply
                    supportbot voice train --adapter {name}.gguf
                """,
            "none" => $"""
                Serve the result under a name of its own, and tell SupportBot the name:

                    supportbot voice train --adapter NAME
                """,
            _ => $"""
                vLLM loads it while it runs, if it was started so and can read the folder:

                    VLLM_ALLOW_RUNTIME_LORA_UPDATING=True vllm serve {options.BaseModel} --enable-lora
                """,
        };
    }

    private static string Rows(string key, string file, TuningTask task) => Invariant($"""
        {key}:
          - path: {file}
            ds_type: json
            {(task.Training.IsPreference
                ? "type: chat_template.default\n    field_messages: input.messages"
                : "type: chat_template\n    field_messages: messages\n    roles_to_train: [assistant]")}

        """);

    // JSON strings are YAML strings.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
