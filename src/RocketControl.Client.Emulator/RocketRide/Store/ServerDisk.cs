using RocketControl.Client.Emulator.RocketRide.Account;
using RocketControl.Client.Emulator.RocketRide.Deployments;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>What outlives a restart of the server: files, deployments and the environment file. All of it is in memory.</summary>
internal sealed class ServerDisk(RocketRideEmulatorOptions options)
{
    public FileTree Files { get; } = new(options.TimeProvider);

    public DeploymentRecords Deployments { get; } = new();

    public ServerEnvironment Environment { get; } = new(options.ServerEnvironment);
}
