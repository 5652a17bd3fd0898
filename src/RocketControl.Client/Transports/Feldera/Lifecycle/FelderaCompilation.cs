using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Waits until exactly one version of a program is compiled (Feldera protocol §3).</summary>
internal sealed class FelderaCompilation(FelderaWaits waits, FelderaOptions options)
{
    private const int MostMessages = 20;
    private const int LongestText = 4000;

    /// <param name="run">The pipeline.</param>
    /// <param name="version">The version of the program; null for whichever is there.</param>
    /// <param name="operation">What the user is doing.</param>
    /// <param name="cancellationToken">Stops the waiting; the compiler goes on.</param>
    /// <exception cref="PipelineInvalidException">It does not compile; holds the compiler's messages.</exception>
    /// <exception cref="RunConflictException">Somebody has replaced the program meanwhile.</exception>
    public async Task<FelderaPipelineInfo> WaitAsync(Run run, long? version, RunOperation operation, CancellationToken cancellationToken)
    {
        var info = await waits.UntilAsync(
            run,
            operation,
            "through the compiler",
            options.CompileTimeout,
            info => info is null || !IsDecided(info, version, operation) ? null : info,
            cancellationToken).ConfigureAwait(false);
        return info.ProgramStatus == FelderaWords.ProgramSuccess
            ? info
            : throw Failed(await waits.AskForAllAsync(run.Id, operation, cancellationToken).ConfigureAwait(false), operation);
    }

    private static bool IsDecided(FelderaPipelineInfo info, long? version, RunOperation operation)
    {
        if (version is { } expected && info.ProgramVersion > expected)
        {
            throw new RunConflictException(
                $"Somebody has replaced the program of {info.Name} meanwhile: it has version {info.ProgramVersion}, not {expected}. Start again if yours is to win.",
                new RunErrorContext(RunBackend.Feldera, operation));
        }
        // An older version is what a slow reader still sees.
        return (version is null || info.ProgramVersion == version)
            && (info.ProgramStatus == FelderaWords.ProgramSuccess || FelderaWords.IsCompileFailure(info.ProgramStatus));
    }

    private static PipelineInvalidException Failed(FelderaPipelineInfo info, RunOperation operation)
    {
        var error = info.Raw.Member("program_error"u8) ?? default;
        var text = new StringBuilder();
        foreach (var message in (error.Member("sql_compilation"u8) ?? default).Items("messages"u8).Where(static m => m.Truth("warning"u8) is not true).Take(MostMessages))
        {
            text.Append('\n').Append("line ").Append(message.Integer("start_line_number"u8) ?? 0).Append(", column ").Append(message.Integer("start_column"u8) ?? 0)
                .Append(": ").Append(message.Text("error_type"u8)).Append(": ").Append(message.Text("message"u8));
        }
        if (text.Length == 0)
            text.Append('\n').Append((error.Member("rust_compilation"u8) ?? default).Text("stderr"u8) ?? error.Text("system_error"u8) ?? "The server does not say why.");
        var says = text.Length > LongestText ? text.ToString(0, LongestText) + "…" : text.ToString();
        return new PipelineInvalidException(
            $"The program of {info.Name} does not compile ({info.ProgramStatus}).{says}",
            new RunErrorContext(RunBackend.Feldera, operation) { ServerMessage = says.TrimStart(), Code = info.ProgramStatus });
    }
}
