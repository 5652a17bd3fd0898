using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Runtime;

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>A pipeline: its definition, what is known of its deployment, its storage, and the process if there is one.</summary>
internal sealed class Pipeline : IDisposable
{
    private readonly ProgramCompiler _compiler;
    private readonly PipelineRunner _runner;

    public Pipeline(FelderaServer server, PipelineDefinition definition)
    {
        Server = server;
        Definition = definition;
        CreatedAt = server.Clock.Now;
        State = new PipelineState(server.Clock, Report);
        PlatformVersion = server.Options.Version;
        _compiler = new ProgramCompiler(this);
        _runner = new PipelineRunner(this);
        _compiler.Compile();
    }

    public FelderaServer Server { get; }

    public Guid Id { get; } = Guid.NewGuid();

    public DateTimeOffset CreatedAt { get; }

    public PipelineDefinition Definition { get; private set; }

    public string Name => Definition.Name;

    public string PlatformVersion { get; private set; }

    public long Version { get; private set; } = 1;

    public long ProgramVersion { get; private set; } = 1;

    public PipelineState State { get; }

    /// <summary>What the compiler has to say against the program: members of <c>program_error</c>.</summary>
    public JsonObject ProgramError { get; set; } = ProgramCompiler.NoError();

    /// <summary>What the SQL compiler has made of the program; null before it has.</summary>
    public SqlProgram? Program { get; set; }

    public PipelineStorage Storage { get; } = new();

    public PipelineLog Log { get; } = new();

    public EventHistory Events { get; } = new();

    /// <summary>The process, from the end of provisioning to the end of stopping; null when there is none.</summary>
    public PipelineProcess? Process { get; set; }

    /// <summary>Takes over what a user has changed, and compiles the program anew when it has to be.</summary>
    public void Change(PipelineDefinition definition)
    {
        PipelineDefinition before = Definition;
        Definition = definition;
        if (definition.RunsSameAs(before))
            return;
        Version++;
        State.Touch();
        if (definition.HasSameProgramAs(before))
            return;
        ProgramVersion++;
        _compiler.Compile();
    }

    /// <summary>Compiles the program anew for the server's version.</summary>
    public void UpdateRuntime()
    {
        PlatformVersion = Server.Options.Version;
        Version++;
        ProgramVersion++;
        State.Touch();
        _compiler.Compile();
    }

    public void Report(FelderaTransitionLevel level, string? from, string? to, string cause)
    {
        Server.Transitions.Record(_ => new FelderaTransition(Name, level, from, to, cause, Server.Clock.Now));
        Log.Write($"{Timestamps.Format(Server.Clock.Now)} INFO [control-plane] {level} status: {from ?? "none"} -> {to ?? "none"} ({cause})");
    }

    public void Dispose()
    {
        _compiler.Dispose();
        _runner.Dispose();
        Process?.Dispose();
        Log.Dispose();
    }
}
