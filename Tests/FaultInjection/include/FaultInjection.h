// What a program that is started with this library in LD_PRELOAD is made to suffer. The tests set these variables:
//
//   FAULT_CALL    the call that the fault comes at: open, list, read, write, make, move, remove or flush
//   FAULT_PATH    the end of the path that it is made for
//   FAULT_AT      the how-manieth such call it is, from 1; 1 if it is not set
//   FAULT_RUN     a command of the shell, which is run before the call and waited for
//   FAULT_ERROR   an errno, as a number, with which this call and all later ones like it fail
//   FAULT_USER    the number of a user that the program becomes when it starts, if root has started it
//   FAULT_CLOCK   seconds by which the clock of the day is wrong, or "jumps": by years, to and fro, at each look
//
// The product knows nothing of it.
