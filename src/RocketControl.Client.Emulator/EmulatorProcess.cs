using System.Diagnostics;
using System.Globalization;

namespace RocketControl.Client.Emulator;

/// <summary>A real process of the operating system that a <see cref="ProcessManagerEmulator"/> started. It ends with the emulator at the latest.</summary>
public sealed class EmulatorProcess
{
    private readonly Process _process;
    private volatile string _lastOutput = "";

    internal EmulatorProcess(Process process, EmulatorProcessOptions options, DateTimeOffset startedAt, int? childPid)
    {
        _process = process;
        Options = options;
        Pid = process.Id;
        ChildPid = childPid;
        Command = options.Command;
        StartedAt = startedAt;
        Exited = WatchAsync();
    }

    /// <summary>Its number in the operating system.</summary>
    public int Pid { get; }

    /// <summary>The number of its own child in the same process group; null when it has none.</summary>
    public int? ChildPid { get; }

    /// <summary>The command line that the server shows. Change it to make the process look like another one that got the same pid.</summary>
    public string Command { get; set; }

    /// <summary>When the server says that it was started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The share of its work that is done, 0 to 1, as the server shows it.</summary>
    public double Progress { get; set; }

    /// <summary>The bytes that it has processed, as the server shows them.</summary>
    public long BytesProcessed { get; set; }

    /// <summary>The newest line of its output; empty at first.</summary>
    public string LastOutput => _lastOutput;

    /// <summary>Whether the operating system denies the server to signal it, as with a process of another user. False at first.</summary>
    public bool DeniesSignals { get; set; }

    /// <summary>Completes when it is gone, with its exit code: 0 after SIGTERM, 128 and the number of the signal when a signal killed it.</summary>
    public Task<int> Exited { get; }

    internal EmulatorProcessOptions Options { get; }

    internal Process System => _process;

    /// <summary>Lets the process print a line; returns when the server has read it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The process is gone.</exception>
    public async Task SayAsync(string line, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(line);
        await OrderAsync($"say {line}", cancellationToken).ConfigureAwait(false);
        _lastOutput = await _process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Process {Pid} is gone.");
    }

    /// <summary>Lets the process end by itself; returns when it is gone.</summary>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The process is gone already.</exception>
    public async Task EndAsync(int exitCode = 0, CancellationToken cancellationToken = default)
    {
        await OrderAsync(string.Create(CultureInfo.InvariantCulture, $"exit {exitCode}"), cancellationToken).ConfigureAwait(false);
        await Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    internal async Task OrderAsync(string order, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(order.AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw new InvalidOperationException($"Process {Pid} is gone.", broken);
        }
    }

    /// <summary>Kills it, with its own child, and lets go of it.</summary>
    internal async Task EndForGoodAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await Exited.ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task<int> WatchAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }
}
