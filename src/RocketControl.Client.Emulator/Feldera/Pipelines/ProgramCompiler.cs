using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>Takes a program through the statuses of a compilation. Of the SQL it reads what it needs to know tables and views.</summary>
internal sealed class ProgramCompiler(Pipeline pipeline) : IDisposable
{
    private IDisposable? _next;

    private FelderaTimings Timings => pipeline.Server.Timings;

    public static JsonObject NoError() => new() { ["sql_compilation"] = null, ["rust_compilation"] = null, ["system_error"] = null };

    /// <summary>The member <c>sql_compilation</c>; the error is null when there is none.</summary>
    public static JsonObject SqlOutcome(string? error)
    {
        var messages = new JsonArray();
        if (error is not null)
        {
            messages.Add((JsonNode)new JsonObject
            {
                ["start_line_number"] = 1,
                ["start_column"] = 1,
                ["end_line_number"] = 1,
                ["end_column"] = 1,
                ["warning"] = false,
                ["error_type"] = "Error parsing SQL",
                ["message"] = error,
                ["snippet"] = null,
            });
        }
        return new JsonObject { ["exit_code"] = error is null ? 0 : 1, ["messages"] = messages };
    }

    /// <summary>What the SQL compiler makes of a program; what it has to say against it otherwise.</summary>
    public static string? Read(FelderaEmulatorOptions options, string code, out SqlProgram? program)
    {
        program = null;
        if (Ask(options.SqlError, code) is not { } error)
            SqlReader.TryRead(code, out program, out error);
        return error;
    }

    public void Dispose() => _next?.Dispose();

    /// <summary>Begins anew with the program as it is now.</summary>
    public void Compile()
    {
        _next?.Dispose();
        pipeline.ProgramError = NoError();
        pipeline.Program = null;
        pipeline.State.SetProgram(ProgramStatus.Pending, "program changed");
        After(Timings.CompilerPoll, () => Go(ProgramStatus.CompilingSql, Timings.SqlCompilation, CompileSql));
    }

    private void CompileSql()
    {
        FelderaPipelineFaults faults = pipeline.Server.Faults.Pipelines;
        string code = pipeline.Definition.ProgramCode;
        if (faults.TakeCompilerFailure() is { } failure)
        {
            pipeline.ProgramError["system_error"] = failure;
            pipeline.State.SetProgram(ProgramStatus.SystemError, "compiler failed");
            return;
        }

        pipeline.ProgramError["sql_compilation"] = SqlOutcome(Read(pipeline.Server.Options, code, out SqlProgram? program));
        if (program is null)
        {
            pipeline.State.SetProgram(ProgramStatus.SqlError, "SQL error");
            return;
        }
        pipeline.Program = program;
        Go(ProgramStatus.SqlCompiled, Timings.CompilerPoll, () => Go(ProgramStatus.CompilingRust, Timings.RustCompilation, CompileRust));
    }

    private void CompileRust()
    {
        string? error = Ask(pipeline.Server.Options.RustError, pipeline.Definition.ProgramCode);
        pipeline.ProgramError["rust_compilation"] =
            new JsonObject { ["exit_code"] = error is null ? 0 : 101, ["stdout"] = "", ["stderr"] = error is null ? "" : $"error: {error}" };
        pipeline.State.SetProgram(error is null ? ProgramStatus.Success : ProgramStatus.RustError, error is null ? "compiled" : "Rust error");
    }

    /// <summary>A check that throws would end the host, because it is called by a timer; so it counts as an error in the program.</summary>
    private static string? Ask(Func<string, string?> check, string code)
    {
        try
        {
            return check(code);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            return $"The check of the program threw {bug.GetType().Name}: {bug.Message}";
        }
    }

    private void Go(ProgramStatus status, TimeSpan duration, Action then)
    {
        pipeline.State.SetProgram(status, "compilation");
        After(duration, then);
    }

    private void After(TimeSpan delay, Action then) => _next = pipeline.Server.Clock.Schedule(delay, () =>
    {
        if (pipeline.Server.Faults.Pipelines.Compilations.Holds)
            After(pipeline.Server.Timings.StoppedPoll, then);
        else
            then();
    });
}
