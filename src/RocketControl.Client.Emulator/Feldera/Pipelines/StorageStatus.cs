namespace RocketControl.Client.Emulator.Feldera.Pipelines;

internal enum StorageStatus
{
    Cleared,
    InUse,
    Clearing,
}
