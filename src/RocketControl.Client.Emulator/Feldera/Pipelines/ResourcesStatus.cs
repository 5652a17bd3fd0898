namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>What the runner has provisioned; as a desired status only stopped or provisioned.</summary>
internal enum ResourcesStatus
{
    Stopped,
    Provisioning,
    Provisioned,
    Stopping,
}
