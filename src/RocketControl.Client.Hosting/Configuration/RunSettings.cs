using System.ComponentModel.DataAnnotations;
using RocketControl.Client.Hosting.Supervision;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>The section of a supervised run. Null is what the section leaves out.</summary>
internal sealed class RunSettings
{
    public string? Client { get; set; }

    [Required]
    public string? Pipeline { get; set; }

    public string? SqlFile { get; set; }

    public string? Token { get; set; }

    public string? Source { get; set; }

    [Range(1, int.MaxValue)]
    public int? Threads { get; set; }

    public TimeSpan? TimeToLive { get; set; }

    [PositiveTime]
    public TimeSpan? FirstDelay { get; set; }

    [PositiveTime]
    public TimeSpan? LongestDelay { get; set; }

    [PositiveTime]
    public TimeSpan? StableAfter { get; set; }

    [Range(0, int.MaxValue)]
    public int? MaxRestarts { get; set; }

    public bool? AfterCompletion { get; set; }

    public TerminateMode? TerminateMode { get; set; }

    public bool TerminateOnStop { get; set; }

    /// <param name="name">The name of the run.</param>
    /// <param name="backend">The system that its client controls.</param>
    /// <exception cref="PipelineInvalidException">The file of the pipeline is missing or none.</exception>
    /// <exception cref="IOException">The file with the SQL cannot be read.</exception>
    public RunDeclaration ToDeclaration(string name, RunBackend backend)
    {
        var defaults = new RunRestartOptions();
        return new RunDeclaration
        {
            Name = name,
            Client = Client ?? "",
            Pipeline = ToPipeline(backend),
            Use = ToUse(backend),
            Restart = defaults with
            {
                FirstDelay = FirstDelay ?? defaults.FirstDelay,
                LongestDelay = LongestDelay ?? defaults.LongestDelay,
                StableAfter = StableAfter ?? defaults.StableAfter,
                MaxRestarts = MaxRestarts,
                AfterCompletion = AfterCompletion ?? defaults.AfterCompletion,
            },
            Terminate = new TerminateOptions { Mode = TerminateMode ?? default },
            TerminateOnStop = TerminateOnStop,
        };
    }

    private PipelineDefinition ToPipeline(RunBackend backend) => backend switch
    {
        RunBackend.Feldera => SqlFile is null ? FelderaPipeline.Existing(Pipeline!) : new FelderaPipeline(Pipeline!, File.ReadAllText(SqlFile)),
        RunBackend.VectorShift => new VectorShiftPipeline(Pipeline!),
        _ => PipelineDefinition.FromFile(Pipeline!),
    };

    /// <summary>What is not set is left to the supervisor, which knows what fits the system.</summary>
    private UseOptions ToUse(RunBackend backend)
    {
        var fitting = DefaultUse.For(backend);
        return fitting with { Token = Token, Source = Source, Threads = Threads, TimeToLive = TimeToLive ?? fitting.TimeToLive };
    }
}
