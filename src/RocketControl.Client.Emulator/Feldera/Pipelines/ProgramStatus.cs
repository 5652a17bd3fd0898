namespace RocketControl.Client.Emulator.Feldera.Pipelines;

internal enum ProgramStatus
{
    Pending,
    CompilingSql,
    SqlCompiled,
    CompilingRust,
    Success,
    SqlError,
    RustError,
    SystemError,
}
