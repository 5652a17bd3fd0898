using System.Diagnostics;
using System.Globalization;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>Starts the program that lies beside this assembly and lives until it is ended.</summary>
internal static class ChildProgram
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "RocketControl.Client.Emulator.Child.dll");

    /// <summary>Starts one and waits until it takes signals.</summary>
    /// <exception cref="InvalidOperationException">It did not come up.</exception>
    public static async Task<EmulatorProcess> StartAsync(EmulatorProcessOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Host(), Arguments(options))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // Killed, it could not delete the files that debuggers find it by.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
        int? childPid = await GreetAsync(process, cancellationToken).ConfigureAwait(false);
        return new EmulatorProcess(process, options, time.GetUtcNow(), childPid);
    }

    /// <summary>Waits until a process says that it is ready. One that does not is killed and let go of.</summary>
    /// <returns>The number of its own child; null when it has none.</returns>
    /// <exception cref="InvalidOperationException">It says something else, or nothing.</exception>
    public static async Task<int?> GreetAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            string? greeting = await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (greeting?.Split(' ') is not ["ready", .. var grandchild])
                throw new InvalidOperationException($"The child process did not come up; it said '{greeting}'.");
            return grandchild is [var pid] ? int.Parse(pid, CultureInfo.InvariantCulture) : null;
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> Arguments(EmulatorProcessOptions options)
    {
        yield return Path;
        if (options.IgnoresTermination)
            yield return "--ignore-termination";
        if (options.HasChild)
            yield return "--with-child";
    }

    /// <summary>The host that runs this process, if it is the general one, so that the child gets the same runtime.</summary>
    private static string Host() =>
        System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
